package io.github.registrationmail.page;

import io.quarkus.qute.TemplateData;
import java.util.Map;

/**
 * What the fields of the search show: each parameter as it was written, or nothing.
 *
 * @param isDetailed whether one of the rarer ones is given
 */
@TemplateData
record FilterView(
    String state,
    String email,
    String reason,
    String template,
    String domain,
    String registeredFrom,
    String registeredTo,
    String failedFrom,
    String failedTo,
    boolean isDetailed) {

  static FilterView of(Map<String, String> given) {
    return new FilterView(
        given.getOrDefault("state", ""),
        given.getOrDefault("email", ""),
        given.getOrDefault("reason", ""),
        given.getOrDefault("template", ""),
        given.getOrDefault("domain", ""),
        given.getOrDefault("registeredFrom", ""),
        given.getOrDefault("registeredTo", ""),
        given.getOrDefault("failedFrom", ""),
        given.getOrDefault("failedTo", ""),
        given.keySet().stream().anyMatch(name -> !name.equals("state") && !name.equals("email")));
  }
}
