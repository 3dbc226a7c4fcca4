package io.github.registrationmail.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an application passes along with a registration: JSON, of limited size and depth. */
public final class Data {

  /** In UTF-8. */
  private static final int LARGEST = 8 * 1024;

  private static final int DEEPEST = 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Data() {}

  /** An object; throws {@link IllegalArgumentException} with what is wrong if it passes a limit. */
  public static Map<String, Object> parse(String json) throws JsonProcessingException {
    Map<String, Object> data = JSON.readValue(json, new TypeReference<>() {});
    if (data == null) {
      throw new IllegalArgumentException("must be an object");
    }
    return checked(data);
  }

  /** What was checked when it was stored. */
  public static Map<String, Object> stored(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the data is no JSON", e);
    }
  }

  /** Without what is null, which is the same as missing. */
  public static Map<String, Object> checked(Map<String, ?> data) {
    Map<String, Object> checked = object(data, 1);
    if (json(checked).getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new IllegalArgumentException("must not be larger than 8 KiB");
    }
    return checked;
  }

  /** As it is stored. */
  public static String json(Map<String, Object> data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Whether it may be the value of a header. */
  public static boolean isOneLine(String text) {
    return text.codePoints()
        .noneMatch(
            codePoint ->
                switch (Character.getType(codePoint)) {
                  case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                      true;
                  default -> false;
                });
  }

  private static Map<String, Object> object(Map<?, ?> source, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("must not be nested more than " + DEEPEST + " deep");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    source.forEach(
        (key, value) -> {
          if (value != null) {
            object.put((String) value(key, depth), value(value, depth));
          }
        });
    return object;
  }

  private static Object value(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return object(map, depth + 1);
    }
    if (value instanceof List<?> list) {
      return list(list, depth + 1);
    }
    if (value instanceof String text && text.codePoints().anyMatch(Data::isHalf)) {
      throw new IllegalArgumentException("must not have half a character (a lone surrogate)");
    }
    return value;
  }

  private static List<Object> list(List<?> source, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("must not be nested more than " + DEEPEST + " deep");
    }
    List<Object> list = new ArrayList<>();
    for (Object item : source) {
      if (item != null) {
        list.add(value(item, depth));
      }
    }
    return list;
  }

  private static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
