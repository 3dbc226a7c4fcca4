package io.github.registrationmail.mail;

/** What an outage of the mail server closes: nothing is sent behind it. */
interface Gate {

  void close();

  /** Lets one mail at a time through. */
  void openForOne();

  void open();
}
