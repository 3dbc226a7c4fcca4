package io.github.registrationmail.operator;

import io.github.registrationmail.database.SharedRead;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.text.Addresses;
import io.github.registrationmail.text.OneLine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Why mails have failed, and what operators have noted about it. */
@Singleton
public class Reasons {

  private static final Logger LOG = Logger.getLogger(Reasons.class);
  private static final Duration SHARED = Duration.ofMillis(2500);

  private final ReasonRepository repository;
  private final NoteRepository notes;
  private final Map<MailState, SharedRead<List<FailureGroup>>> groups = new ConcurrentHashMap<>();

  Reasons(ReasonRepository repository, NoteRepository notes) {
    this.repository = repository;
    this.notes = notes;
  }

  /** Of the mails that have been given up. */
  public Uni<List<FailureGroup>> ofFailed() {
    return of(MailState.FAILED);
  }

  /** Of the mails that the filter means, of those that have been given up if it names no state. */
  Uni<List<FailureGroup>> of(MailFilter filter) {
    MailState state = filter.state().orElse(MailState.FAILED);
    return filter.isOfStateOnly()
        ? of(state)
        : repository.groups(state, filter).chain(this::withNotes);
  }

  /** Of all in a state, up to five seconds old; their notes are those of this moment. */
  private Uni<List<FailureGroup>> of(MailState state) {
    return groups.computeIfAbsent(state, this::shared).get().chain(this::withNotes);
  }

  private SharedRead<List<FailureGroup>> shared(MailState state) {
    return new SharedRead<>(() -> repository.groups(state), SHARED);
  }

  /** Keeps a note, or deletes the one that there is. */
  Uni<Void> note(NewNote note, String who) {
    Uni<Boolean> changed =
        note.words().isEmpty()
            ? notes.delete(note.about(), who)
            : notes.write(note.about(), note.words(), who).replaceWith(true);
    return changed.invoke(done -> log(done, note.about(), who)).replaceWithVoid();
  }

  private static void log(boolean changed, String reason, String who) {
    if (changed) {
      String words = OneLine.of(Addresses.hidden(reason), NewNote.LONGEST_REASON);
      LOG.infof("%s writes or deletes the note about: %s", who, words);
    }
  }

  private Uni<List<FailureGroup>> withNotes(List<FailureGroup> groups) {
    return notes
        .of(groups.stream().map(FailureGroup::reason).toList())
        .map(found -> groups.stream().map(group -> with(group, found)).toList());
  }

  private static FailureGroup with(FailureGroup group, Map<String, ReasonNote> notes) {
    return group.with(Optional.ofNullable(notes.get(group.reason())));
  }
}
