package io.github.registrationmail.events;

/** How a POST ended. */
sealed interface Posted {

  /** The other end has it: any 2xx. */
  record Taken() implements Posted {}

  /** It does not have it, or nobody can tell: it is posted again later. */
  record Refused(String reason) implements Posted {}

  /** The other end does not want any more (410). */
  record Gone() implements Posted {}
}
