package io.github.registrationmail.registration;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A well-formed language tag (BCP 47). */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = MailLocale.Validator.class)
public @interface MailLocale {

  /** The same for every fault. */
  String message() default "must be a language tag such as en or zh-Hant";

  /** Unused. */
  Class<?>[] groups() default {};

  /** Unused. */
  Class<? extends Payload>[] payload() default {};

  /** Decides by the form only, not by whether there is such a language. */
  final class Validator implements ConstraintValidator<MailLocale, String> {

    private static final int LONGEST = 35;

    @Override
    public boolean isValid(@Nullable String tag, ConstraintValidatorContext context) {
      return tag == null || (!tag.isEmpty() && tag.length() <= LONGEST && isWellFormed(tag));
    }

    private static boolean isWellFormed(String tag) {
      try {
        return !new Locale.Builder().setLanguageTag(tag).build().toString().isEmpty();
      } catch (IllformedLocaleException e) {
        return false;
      }
    }
  }
}
