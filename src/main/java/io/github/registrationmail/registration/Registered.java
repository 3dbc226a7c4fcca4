package io.github.registrationmail.registration;

/** What came of the wish to register somebody. */
sealed interface Registered {

  /** There is a new row. */
  record New(Registration registration) implements Registered {}

  /** This request was answered before, with what the row said then. */
  record Again(Registration registration) implements Registered {}

  /** The address has a row already. */
  record AddressKnown() implements Registered {}

  /** Another request had this key. */
  record KeyUsed() implements Registered {}

  /** A request with this key is not answered yet. */
  record UnderWay() implements Registered {}
}
