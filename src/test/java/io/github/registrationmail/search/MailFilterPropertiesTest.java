package io.github.registrationmail.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.registrationmail.dispatch.MailState;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A filter is kept as a query string: in links, in an operation, in what operators have done. */
class MailFilterPropertiesTest {

  @Provide
  Arbitrary<MailFilter> filters() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(20),
                Arbitraries.of("a+b@example.org", "&state=SENT", "%26", "email=x@y", "50%", "a=b"))
            .injectNull(0.3);
    Arbitrary<String> state = Arbitraries.of(MailState.class).map(Enum::name).injectNull(0.3);
    Arbitrary<String> time = Arbitraries.of("2026-01-31", "2026-01-31T12:00:00Z").injectNull(0.5);
    return Combinators.combine(state, text, text, text, text, time, time)
        .as(
            (of, email, reason, template, domain, registered, failed) -> {
              FilterParameters parameters = new FilterParameters();
              parameters.state = of;
              parameters.email = email;
              parameters.reason = reason;
              parameters.template = template;
              parameters.domain = domain;
              parameters.registeredFrom = registered;
              parameters.failedTo = failed;
              return parameters.filter();
            });
  }

  @Property
  void isReadAsItWasWritten(@ForAll("filters") MailFilter filter) {
    assertEquals(filter, FilterParameters.filter(filter.query()));
  }

  @Property
  void hasNoAddressWhereItIsToBeHidden(@ForAll("filters") MailFilter filter) {
    String hidden = filter.withoutAddress();

    assertFalse(hidden.matches(".*(^|&)email=(?!\\*\\*\\*($|&)).*"), hidden);
    assertEquals(filter.given().keySet(), FilterParameters.filter(hidden).given().keySet());
  }
}
