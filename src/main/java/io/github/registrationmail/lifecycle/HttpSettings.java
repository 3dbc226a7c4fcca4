package io.github.registrationmail.lifecycle;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;

/** What the values of those keys must be that are injected one by one. */
final class HttpSettings {

  static final Settings SETTINGS =
      Settings.of(
          Setting.number("HTTP_PORT", 0, 65535),
          Setting.number("MANAGEMENT_PORT", 0, 65535),
          Setting.oneOf("registration.reveal-duplicates", "true", "false"),
          Setting.duration("registration.http.body-timeout"));

  private HttpSettings() {}
}
