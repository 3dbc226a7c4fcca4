package io.github.registrationmail.bench;

/** What happens besides while a service is measured. */
@FunctionalInterface
interface Meanwhile {

  Meanwhile NOTHING = () -> () -> {};

  /** It has begun when this returns, and goes on until what this returns is closed. */
  AutoCloseable begin() throws Exception;
}
