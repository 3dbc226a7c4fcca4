package io.github.registrationmail.template;

import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What data may be where a link is expected: an address of the web, of mail or of this mail. */
final class Links implements ResultMapper {

  /** Instead of a link that could run something. */
  static final String HARMLESS = "#";

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel", "cid");

  /** Browsers overlook these. */
  private static final Pattern OVERLOOKED = Pattern.compile("[\\p{Cntrl}\\s\\p{Cf}]");

  private final Set<Origin> places;
  private final HtmlEscaper escaper = new HtmlEscaper(List.of("text/html"));

  /**
   * @param places by identity, where a link is expected
   */
  Links(Set<Origin> places) {
    this.places = places;
  }

  @Override
  public int getPriority() {
    return 10;
  }

  @Override
  public boolean appliesTo(Origin origin, Object result) {
    return places.contains(origin);
  }

  @Override
  public String map(Object result, Expression expression) {
    String link = result.toString();
    return escaper.map(isHarmless(link) ? link : HARMLESS, expression);
  }

  /** Whether it is relative, or of a scheme that runs nothing. */
  static boolean isHarmless(String link) {
    String seen = OVERLOOKED.matcher(link).replaceAll("");
    int colon = seen.indexOf(':');
    if (colon < 0 || seen.substring(0, colon).matches(".*[/?#].*")) {
      return true;
    }
    return SCHEMES.contains(seen.substring(0, colon).toLowerCase(Locale.ROOT));
  }
}
