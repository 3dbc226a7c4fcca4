package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.support.Sql;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of requests that are refused: after each there are as many registrations as before. */
abstract class StoresNothing {

  @Inject Sql sql;
  private int before;

  @BeforeEach
  void count() {
    before = rows();
  }

  @AfterEach
  void nothingIsStored() {
    assertEquals(before, rows());
  }

  private int rows() {
    return sql.number("select count(*) from registration");
  }
}
