package io.github.registrationmail.invariant;

import io.github.registrationmail.invariant.Invariant.Subject;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a test asks at its end: whether the invariants hold of all that it has done. */
public final class Invariants {

  private Invariants() {}

  /** Runs a query whose first column holds ids. */
  public interface Query {
    List<Long> ids(String sql, Object... parameters);
  }

  /**
   * The violations by invariant, in all registrations after this one and in their events: rows that
   * are sampled by the watch are all looked at here.
   */
  public static Map<String, List<Long>> violated(Query query, long newest) {
    List<Long> mails = query.ids("select id from registration where id > ?", newest);
    List<Long> events = query.ids("select id from due_event where user_id > ?", newest);
    Map<String, List<Long>> violated = new TreeMap<>();
    for (Invariant invariant : Invariant.values()) {
      if (!invariant.isOf(Subject.SWEEP)) {
        List<Long> listed = invariant.isOf(Subject.MAILS) ? mails : events;
        List<Long> found = query.ids(invariant.statement(), new JsonArray(listed).encode());
        if (!found.isEmpty()) {
          violated.put(invariant.label(), found);
        }
      }
    }
    return violated;
  }
}
