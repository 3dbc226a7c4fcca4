package io.github.registrationmail.registration;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name in any script, with emoji if its bearer likes: 1 to 100 characters (code points), one of
 * them visible, without control characters, line separators and broken surrogates. It is no web
 * address either, which the mail would carry to whomever the caller likes.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PersonName.Validator.class)
public @interface PersonName {

  /** The same for every fault. */
  String message() default
      "must have 1 to 100 characters, some of them visible, no control characters and no web"
          + " address";

  /** Unused. */
  Class<?>[] groups() default {};

  /** Unused. */
  Class<? extends Payload>[] payload() default {};

  /** Decides by code point. */
  final class Validator implements ConstraintValidator<PersonName, String> {

    private static final int LONGEST = 100;
    private static final Pattern FORMAT = Pattern.compile("\\p{Cf}");
    private static final Pattern WEB_ADDRESS =
        Pattern.compile("://|www\\.", Pattern.CASE_INSENSITIVE);

    @Override
    public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
      return name == null
          || (name.codePoints().anyMatch(Spaces::isVisible)
              && name.codePointCount(0, name.length()) <= LONGEST
              && name.codePoints().allMatch(Validator::isAllowed)
              && !WEB_ADDRESS.matcher(plain(name)).find());
    }

    /** As mail programs read it that look for links. */
    private static String plain(String name) {
      return FORMAT.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("");
    }

    private static boolean isAllowed(int codePoint) {
      return switch (Character.getType(codePoint)) {
        case Character.CONTROL,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR,
            Character.SURROGATE ->
            false;
        default -> true;
      };
    }
  }
}
