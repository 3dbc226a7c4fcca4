package io.github.registrationmail.registration;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A language tag (BCP 47) whose language the mail is written in: English or Chinese. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = MailLocale.Validator.class)
public @interface MailLocale {

  /** The same for every fault. */
  String message() default "must be en or zh, a region such as in zh-CN is fine";

  /** Unused. */
  Class<?>[] groups() default {};

  /** Unused. */
  Class<? extends Payload>[] payload() default {};

  /** Looks at the language of the tag only. */
  final class Validator implements ConstraintValidator<MailLocale, String> {

    private static final Set<String> LANGUAGES = Set.of("en", "zh");

    @Override
    public boolean isValid(@Nullable String tag, ConstraintValidatorContext context) {
      return tag == null || LANGUAGES.contains(language(tag));
    }

    static String language(String tag) {
      return tag.length() > 35 ? "" : Locale.forLanguageTag(tag).getLanguage();
    }
  }
}
