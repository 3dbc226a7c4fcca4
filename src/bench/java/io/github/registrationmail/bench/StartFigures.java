package io.github.registrationmail.bench;

import java.util.List;

/**
 * What a service does from its start on.
 *
 * @param firstAnswerMillis from the start of the process to the first 201; NaN if somebody else has
 *     started it
 * @param steps of as many registrations each, one after the other
 */
record StartFigures(String image, double firstAnswerMillis, List<Figures> steps) {}
