package io.github.registrationmail.template;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A template in all its languages. */
public final class MailTemplate {

  private final String name;
  private final SortedMap<String, Edition> editions;
  private final Edition standard;
  private final Map<String, Object> sample;

  /**
   * @param editions by language tag in lower case
   * @param standard of the default language
   */
  MailTemplate(
      String name,
      SortedMap<String, Edition> editions,
      Edition standard,
      Map<String, Object> sample) {
    this.name = name;
    this.editions = editions;
    this.standard = standard;
    this.sample = sample;
  }

  public String name() {
    return name;
  }

  public Collection<Edition> editions() {
    return editions.values();
  }

  /** Data to show it with. */
  public Map<String, Object> sample() {
    return sample;
  }

  /** The language with exactly this tag. */
  public Optional<Edition> edition(String tag) {
    return Optional.ofNullable(editions.get(tag.toLowerCase(Locale.ROOT)));
  }

  /**
   * The nearest language: the tag is cut from its end until there is a folder for it (RFC 4647,
   * 3.4), else the default one.
   */
  public Edition nearest(String tag) {
    @Nullable String range = tag.toLowerCase(Locale.ROOT);
    while (range != null) {
      Edition found = editions.get(range);
      if (found != null) {
        return found;
      }
      range = shortened(range);
    }
    return standard;
  }

  /** A single letter, such as in {@code zh-u-co-stroke}, means nothing without what follows it. */
  private static @Nullable String shortened(String range) {
    int end = range.lastIndexOf('-');
    if (end >= 2 && range.charAt(end - 2) == '-') {
      end -= 2;
    }
    return end < 0 ? null : range.substring(0, end);
  }
}
