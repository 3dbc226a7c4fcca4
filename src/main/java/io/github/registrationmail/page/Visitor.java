package io.github.registrationmail.page;

import io.github.registrationmail.problem.Parameters;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who looks at the page; decides its language: the one switched to, or else the browser's. */
public final class Visitor {

  private static final List<String> LANGUAGES = List.of("en", "zh");
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  /** The language that was switched to with this request. */
  @RestQuery("lang")
  public @Nullable String switchedTo;

  /** The language that was switched to before. */
  @RestCookie("lang")
  public @Nullable String kept;

  /** What the browser prefers. */
  @RestHeader(HttpHeaders.ACCEPT_LANGUAGE)
  public @Nullable String accepted;

  /** What is asked for. */
  @Context public @Nullable UriInfo uri;

  /** Refuses every parameter but these and the language. */
  void asksOnly(String... names) {
    Parameters.only(
        Objects.requireNonNull(uri),
        Stream.concat(Stream.of("lang"), Stream.of(names)).toArray(String[]::new));
  }

  Locale language() {
    return known(switchedTo)
        .or(() -> known(kept))
        .or(() -> preferred(accepted))
        .map(Locale::forLanguageTag)
        .orElse(Locale.ENGLISH);
  }

  /** Keeps what was switched to; says nothing about who it was. */
  Optional<NewCookie> cookie() {
    return known(switchedTo)
        .map(
            language ->
                new NewCookie.Builder("lang")
                    .value(language)
                    .path("/")
                    .maxAge(YEAR_SECONDS)
                    .httpOnly(true)
                    .sameSite(NewCookie.SameSite.STRICT)
                    .build());
  }

  private static Optional<String> known(@Nullable String language) {
    return Optional.ofNullable(language).filter(LANGUAGES::contains);
  }

  private static Optional<String> preferred(@Nullable String accepted) {
    try {
      return Optional.ofNullable(accepted)
          .map(LanguageRange::parse)
          .map(ranges -> Locale.lookupTag(ranges, LANGUAGES));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
