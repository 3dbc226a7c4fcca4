package io.github.registrationmail.support;

import java.util.List;

/**
 * What an operator looks at.
 *
 * @param name as the table shows it
 */
public record View(String name, String path) {

  /** Each that there is for many registrations, with each kind of filter, and for one of them. */
  public static List<View> all(long id) {
    return List.of(
        new View("page", "/"),
        new View("page of FAILED", "/?state=FAILED"),
        new View("figures", "/page/overview"),
        new View("summary", "/registrations/summary"),
        new View("list", "/registrations"),
        new View("state", "/registrations?state=FAILED"),
        new View("reason", "/registrations?reason=450%204.2.1%20reason%207"),
        new View("domain and state", "/registrations?domain=example.org&state=FAILED"),
        new View("template and state", "/registrations?template=welcome&state=CANCELLED"),
        new View("beginning of an address", "/registrations?email=a1"),
        new View("anywhere in an address", "/registrations?email=*a1b2c3"),
        new View("nobody's address", "/registrations?email=nobody"),
        new View(
            "registered in a day",
            "/registrations?registeredFrom=2026-01-01&registeredTo=2026-01-02"),
        new View("failed since", "/registrations?failedFrom=2026-01-01"),
        new View("reasons", "/registrations/reasons?state=FAILED"),
        new View("one registration", "/registrations/" + id),
        new View("page of one", "/mails/" + id));
  }
}
