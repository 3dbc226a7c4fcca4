package io.github.registrationmail.smtp;

/** Whether a mail in line may be begun; asked for each try, just before it. */
@FunctionalInterface
public interface Permission {

  /** Whether the mail is begun with this call. */
  boolean begin();

  /** It was not accepted, through no fault of its own, and is in line again. */
  default void backInLine() {}
}
