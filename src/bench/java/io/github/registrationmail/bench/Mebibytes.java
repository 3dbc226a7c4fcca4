package io.github.registrationmail.bench;

import com.fasterxml.jackson.annotation.JsonValue;

/** An amount of memory in units of 2^20 bytes; 0 where the system does not tell. */
record Mebibytes(@JsonValue double number) {

  static Mebibytes ofKibibytes(long number) {
    return new Mebibytes(number / 1024.0);
  }

  long bytes() {
    return Math.round(number * 1024 * 1024);
  }
}
