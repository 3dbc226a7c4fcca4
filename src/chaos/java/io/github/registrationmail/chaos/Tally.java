package io.github.registrationmail.chaos;

import io.github.registrationmail.chaos.Ledger.InFlight;
import io.github.registrationmail.model.Recorded;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of the registrations of one run.
 *
 * @param accepted addresses that were answered 201, or 409 when tried again
 * @param mails accepted by the mail server, by address
 * @param inFlight mails that were being sent when a replica was killed
 * @param unanswered addresses with an attempt that the mail server did not answer in time: it may
 *     have accepted the mail all the same, which is the other window that SMTP leaves open
 * @param recorded each change of a row
 * @param violated users of whom something is as it must never be, by invariant
 */
record Tally(
    Set<String> accepted,
    Map<String, Integer> mails,
    Set<InFlight> inFlight,
    Set<String> unanswered,
    Set<String> failed,
    Set<String> cancelled,
    Recorded recorded,
    Map<String, List<Long>> violated) {

  /** Accepted, without mail, and nobody can see why. */
  Set<String> lost() {
    Set<String> lost = new HashSet<>(accepted);
    lost.removeAll(mails.keySet());
    lost.removeAll(failed);
    lost.removeAll(cancelled);
    return lost;
  }

  /** Mails beyond the first of each address. */
  int doubled() {
    return mails.values().stream().mapToInt(number -> number - 1).sum();
  }

  /** Addresses with more than one mail, none of them in flight at a kill. */
  Set<String> doubledWithoutKill() {
    Set<String> killed = inFlight.stream().map(InFlight::email).collect(Collectors.toSet());
    return mails.entrySet().stream()
        .filter(mail -> mail.getValue() > 1 && !killed.contains(mail.getKey()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Those of them that the mail server had answered in time: there is no reason for these. */
  Set<String> doubledForNoReason() {
    Set<String> doubled = new HashSet<>(doubledWithoutKill());
    doubled.removeAll(unanswered);
    return doubled;
  }
}
