package io.github.registrationmail.template;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The templates there are now. A new state of the folder is taken as a whole, or not at all; what
 * has gone from it is kept for the mails that are under way.
 */
@Startup
@Singleton
public final class Templates {

  /** The template of a registration that names none. */
  public static final String DEFAULT = "welcome";

  private static final Logger LOG = Logger.getLogger(Templates.class);

  private final Optional<Path> directory;
  private final String defaultLanguage;
  private final Map<String, MailTemplate> everLoaded = new ConcurrentHashMap<>();
  private volatile SortedMap<String, MailTemplate> templates;
  private volatile Optional<String> fault = Optional.empty();
  private volatile Optional<FolderState> state;

  Templates(TemplatesConfig config, MeterRegistry meters) {
    this.directory = config.directory().map(Path::of);
    this.defaultLanguage = config.defaultLanguage();
    this.state = directory.map(FolderState::of);
    try {
      this.templates = load();
    } catch (TemplateFault e) {
      throw new ConfigurationException("The templates are faulty: " + e.sentence());
    }
    everLoaded.putAll(templates);
    meters.gauge("registration.templates.faulty", this, all -> all.fault.isPresent() ? 1 : 0);
  }

  /** All there are, by name. */
  public Collection<MailTemplate> all() {
    return templates.values();
  }

  /** One that a registration may name. */
  public Optional<MailTemplate> find(String name) {
    return Optional.ofNullable(templates.get(name));
  }

  /** One that a registration once named: also if it has gone while this process lives. */
  public Optional<MailTemplate> evenIfGone(String name) {
    return Optional.ofNullable(everLoaded.get(name));
  }

  /** Why the folder is not taken as it is now. */
  public Optional<String> fault() {
    return fault;
  }

  Optional<Path> directory() {
    return directory;
  }

  /** Whether the folder was in that state when it was looked at last, taken or not. */
  boolean isOf(FolderState folder) {
    return state.equals(Optional.of(folder));
  }

  /** Takes the folder as it is now, unless it has a fault. */
  void reload(FolderState now) {
    state = Optional.of(now);
    try {
      SortedMap<String, MailTemplate> loaded = load();
      everLoaded.putAll(loaded);
      templates = loaded;
      fault = Optional.empty();
      LOG.infof("the templates were loaded: %s", String.join(", ", loaded.keySet()));
    } catch (TemplateFault e) {
      if (!fault.equals(Optional.of(e.sentence()))) {
        LOG.errorf("the templates stay as they were: %s", e.sentence());
      }
      fault = Optional.of(e.sentence());
    }
  }

  private SortedMap<String, MailTemplate> load() {
    SortedMap<String, byte[]> files =
        directory.map(TemplateFiles::of).orElseGet(TemplateFiles::builtIn);
    if (files.keySet().stream().noneMatch(path -> path.startsWith(DEFAULT + "/"))) {
      files.putAll(TemplateFiles.builtIn());
    }
    return new TemplateLoader(defaultLanguage).load(files);
  }
}
