package io.github.registrationmail.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an
 * apostrophe, because everybody may choose their name.
 */
@Singleton
class CsvTable {

  private static final String FORMULA = "=+-@\t\r";

  private final ObjectWriter writer =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .build()
          .writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

  /** Each row on a line. */
  String lines(List<List<String>> rows) {
    String[][] cells =
        rows.stream()
            .map(row -> row.stream().map(CsvTable::harmless).toArray(String[]::new))
            .toArray(String[][]::new);
    try {
      return cells.length == 0 ? "" : writer.writeValueAsString(cells);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String harmless(String cell) {
    return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
