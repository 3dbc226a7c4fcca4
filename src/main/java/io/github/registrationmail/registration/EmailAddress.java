package io.github.registrationmail.registration;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that every mail server takes: dot-atom local part (RFC 5321), ASCII domain with at
 * least two labels. Quoted local parts, comments, address literals and everything that could end a
 * header line are refused.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EmailAddress.Validator.class)
public @interface EmailAddress {

  /** Filled in by the validator. */
  String message() default "must be an email address";

  /** Unused. */
  Class<?>[] groups() default {};

  /** Unused. */
  Class<? extends Payload>[] payload() default {};

  /** Says of a wrong address what is wrong with it. */
  final class Validator implements ConstraintValidator<EmailAddress, String> {

    /** RFC 5321, 4.5.3.1: a path of 256 octets holds an address of 254. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern DOMAIN =
        Pattern.compile("(?:" + LABEL + "\\.)+(?=.*[A-Za-z])" + LABEL);

    @Override
    public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
      Optional<String> fault = address == null ? Optional.empty() : fault(address);
      fault.ifPresent(message -> report(context, message));
      return fault.isEmpty();
    }

    private static void report(ConstraintValidatorContext context, String message) {
      context.disableDefaultConstraintViolation();
      // braces and $ would be read as expressions
      String literal = message.replaceAll("([\\\\{}$])", "\\\\$1");
      var unused = context.buildConstraintViolationWithTemplate(literal).addConstraintViolation();
    }

    static Optional<String> fault(String address) {
      if (address.length() > LONGEST) {
        return Optional.of("must not be longer than 254 characters");
      }
      int at = address.lastIndexOf('@');
      if (at < 1 || at == address.length() - 1) {
        return Optional.of("must be an email address such as name@example.org");
      }
      Optional<String> local = localFault(address.substring(0, at));
      return local.isPresent() ? local : domainFault(address.substring(at + 1));
    }

    private static Optional<String> localFault(String local) {
      if (local.startsWith("\"")) {
        return Optional.of("must not have a quoted part before the @");
      }
      if (local.length() > LONGEST_LOCAL) {
        return Optional.of("must not have more than 64 characters before the @");
      }
      return LOCAL.matcher(local).matches()
          ? Optional.empty()
          : Optional.of("has a character, or a dot, before the @ that is not allowed there");
    }

    private static Optional<String> domainFault(String domain) {
      if (DOMAIN.matcher(domain).matches()) {
        return Optional.empty();
      }
      return Optional.of(
          asAscii(domain)
              .map(ascii -> "must have its domain in ASCII: " + ascii)
              .orElse("must have a domain name after the @, such as example.org"));
    }

    private static Optional<String> asAscii(String domain) {
      try {
        String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
        return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
