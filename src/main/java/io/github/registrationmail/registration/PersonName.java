package io.github.registrationmail.registration;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A name in any script, with emoji if its bearer likes: 1 to 100 characters (code points), not
 * blank, without control characters, line separators and broken surrogates.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PersonName.Validator.class)
public @interface PersonName {

  /** The same for every fault. */
  String message() default
      "must have 1 to 100 characters, not all of them blank, and no control characters";

  /** Unused. */
  Class<?>[] groups() default {};

  /** Unused. */
  Class<? extends Payload>[] payload() default {};

  /** Decides by code point. */
  final class Validator implements ConstraintValidator<PersonName, String> {

    private static final int LONGEST = 100;

    @Override
    public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
      return name == null
          || (!name.isBlank()
              && name.codePointCount(0, name.length()) <= LONGEST
              && name.codePoints().allMatch(Validator::isAllowed));
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
