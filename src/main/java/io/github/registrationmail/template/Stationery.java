package io.github.registrationmail.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all languages of a template have in common besides their words. */
record Stationery(
    Optional<String> from,
    Optional<String> replyTo,
    Map<String, Part> headers,
    List<Image> images) {}
