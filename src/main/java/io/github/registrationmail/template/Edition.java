package io.github.registrationmail.template;

import io.quarkus.qute.Expression;
import io.quarkus.qute.TemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A template in one language. */
public final class Edition {

  private final String language;
  private final Part subject;
  private final Part text;
  private final Optional<Part> html;
  private final Stationery stationery;
  private final Set<String> dataNames;

  Edition(String language, Part subject, Part text, Optional<Part> html, Stationery stationery) {
    this.language = language;
    this.subject = subject;
    this.text = text;
    this.html = html;
    this.stationery = stationery;
    this.dataNames =
        parts()
            .flatMap(part -> part.template().getExpressions().stream())
            .flatMap(Edition::dataName)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As the folder is called. */
  public String language() {
    return language;
  }

  /** What it says of the data, such as {@code data.link}. */
  public Set<String> dataNames() {
    return dataNames;
  }

  /** Fails with a {@link TemplateException} if the data lacks what it needs. */
  public Letter render(Recipient recipient) {
    Map<String, Object> values = recipient.values();
    return new Letter(
        subject.render(values).strip(),
        text.render(values),
        html.map(part -> part.render(values)),
        stationery.from(),
        stationery.replyTo(),
        headers(values),
        stationery.images());
  }

  /** What the data lacks, or has too much of, for this mail to be written. */
  public Optional<Lack> lack(Recipient recipient) {
    if (dataNames.isEmpty()) {
      return Optional.empty();
    }
    try {
      Letter letter = render(recipient);
      return Stream.concat(Stream.of(letter.subject()), letter.headers().values().stream())
              .allMatch(Data::isOneLine)
          ? Optional.empty()
          : Optional.of(
              new Lack("data", "has a line break or control character in what goes into a header"));
    } catch (TemplateException e) {
      return Optional.of(lack(e));
    }
  }

  private Lack lack(TemplateException why) {
    Optional<String> missing = MissingValue.of(why);
    return missing
        .filter(dataNames::contains)
        .map(name -> new Lack(name, "is missing"))
        .orElseGet(
            () ->
                new Lack(
                    "data",
                    missing
                        .map(name -> "lacks " + name)
                        .orElseGet(() -> "cannot be filled in: " + why.getMessage())));
  }

  private Map<String, String> headers(Map<String, Object> values) {
    if (stationery.headers().isEmpty()) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    stationery.headers().forEach((name, part) -> headers.put(name, part.render(values).strip()));
    return headers;
  }

  private Stream<Part> parts() {
    return Stream.of(
            Stream.of(subject, text), html.stream(), stationery.headers().values().stream())
        .flatMap(parts -> parts);
  }

  /** The name up to what is a method, such as the one that stands for a default. */
  private static Stream<String> dataName(Expression expression) {
    List<Expression.Part> parts = expression.getParts();
    if (expression.hasNamespace()
        || expression.isLiteral()
        || !parts.get(0).getName().equals("data")) {
      return Stream.empty();
    }
    String name =
        parts.stream()
            .takeWhile(part -> !part.isVirtualMethod())
            .map(Expression.Part::getName)
            .collect(Collectors.joining("."));
    return Stream.of(name);
  }
}
