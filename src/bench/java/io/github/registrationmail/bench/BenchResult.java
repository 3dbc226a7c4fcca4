package io.github.registrationmail.bench;

import java.util.List;

/**
 * All that a run has measured, as it is in the JSON.
 *
 * @param servers which broker and database
 * @param realServers whether neither is embedded
 * @param command that the service was started with
 * @param fromStart of each image that was built
 * @param lowLoad of one caller
 * @param fullLoad each run by itself, in the order in which they ran
 * @param soak minute by minute
 * @param backlog of one start at most
 * @param waiting minute by minute, until the last mail
 * @param views what operators looked at
 */
record BenchResult(
    Machine machine,
    String servers,
    boolean realServers,
    String command,
    BenchSettings settings,
    List<StartFigures> fromStart,
    List<Figures> lowLoad,
    List<Figures> fullLoad,
    List<Ceiling> ceilings,
    List<Minute> soak,
    List<BacklogFigures> backlog,
    List<Minute> waiting,
    List<ViewFigures> views) {}
