package io.github.registrationmail.mail;

import io.github.registrationmail.config.Ascending;
import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How mails are sent. */
@ConfigMapping(prefix = "registration.mail")
public interface MailConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
              Setting.sender("MAIL_FROM"),
              Setting.sender("MAIL_REPLY_TO").orEmpty(),
              Setting.address("MAIL_BOUNCE_ADDRESS").orEmpty(),
              Setting.sender("registration.mail.from"),
              Setting.sender("registration.mail.reply-to").orEmpty(),
              Setting.address("registration.mail.bounce-address").orEmpty(),
              Setting.duration("registration.mail.lease", Duration.ofSeconds(1), "1s"),
              Setting.oneOf("registration.mail.permanent", "give-up", "retry"),
              Setting.durationOrZero("registration.mail.drain"))
          .and(Ascending.strictly("registration.database.timeout", "registration.mail.lease"));

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
