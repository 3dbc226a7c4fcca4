package io.github.registrationmail.template;

import io.github.registrationmail.config.Setting;
import io.github.registrationmail.config.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the mails' templates are. */
@ConfigMapping(prefix = "registration.templates")
public interface TemplatesConfig {

  /** What their values must be. */
  Settings SETTINGS =
      Settings.of(
          Setting.anything("registration.templates.directory"),
          Setting.language("registration.templates.default-language"),
          Setting.duration("registration.templates.watch-every"));

  /** The folder with a folder for each template; without it there is only the built-in one. */
  Optional<String> directory();

  /** The language of a mail whose own one no folder is near to. */
  @WithDefault("en")
  String defaultLanguage();

  /** Pause between two looks for changes. */
  @WithDefault("2s")
  Duration watchEvery();
}
