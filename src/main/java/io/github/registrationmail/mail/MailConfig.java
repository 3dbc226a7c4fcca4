package io.github.registrationmail.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How mails are sent. */
@ConfigMapping(prefix = "registration.mail")
public interface MailConfig {

  /** Who the mail is from: an address, alone or as {@code Us <us@example.org>}. */
  @WithDefault("noreply@localhost")
  String from();

  /** Who gets the answers; without it, the sender. */
  Optional<String> replyTo();

  /** The envelope sender, which bounces go to; without it, the address of {@link #from}. */
  Optional<String> bounceAddress();

  /**
   * How long a claim holds before the sweep takes the mail over. Whoever holds it renews it every
   * third of that, so that only the claims of a process that is gone run out.
   */
  @WithDefault("30s")
  Duration lease();

  /** What a permanent refusal (5xx for the recipient or the content) leads to. */
  @WithDefault("give-up")
  Permanent permanent();

  /** How long shutdown waits for the mails that are being sent. */
  @WithDefault("20s")
  Duration drain();

  /** Answers to a permanent refusal. */
  enum Permanent {
    /** FAILED at once. */
    GIVE_UP,
    /** Retried like any other failure. */
    RETRY
  }
}
