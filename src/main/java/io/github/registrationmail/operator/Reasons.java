package io.github.registrationmail.operator;

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
import org.jboss.logging.Logger;

/** Why mails have failed, and what operators have noted about it. */
@Singleton
public class Reasons {

  private static final Logger LOG = Logger.getLogger(Reasons.class);
  private static final Duration SHARED = Duration.ofSeconds(5);

  private final ReasonRepository repository;
  private final NoteRepository notes;
  private final Uni<List<FailureGroup>> failed;

  Reasons(ReasonRepository repository, NoteRepository notes) {
    this.repository = repository;
    this.notes = notes;
    this.failed =
        Uni.createFrom()
            .deferred(() -> repository.groups(MailState.FAILED))
            .memoize()
            .atLeast(SHARED);
  }

  /**
   * Of the mails that have been given up, read every five seconds for all who ask; their notes are
   * those of this moment.
   */
  public Uni<List<FailureGroup>> ofFailed() {
    return failed.chain(this::withNotes);
  }

  /** Of the mails that the filter means, of those that have been given up if it names no state. */
  Uni<List<FailureGroup>> of(MailFilter filter) {
    MailState state = filter.state().orElse(MailState.FAILED);
    Uni<List<FailureGroup>> groups =
        filter.isOfStateOnly() ? repository.groups(state) : repository.groups(state, filter);
    return groups.chain(this::withNotes);
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
