package io.github.registrationmail.template;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at the folder every few seconds, which also notices what no file system tells, such as a
 * changed ConfigMap. A change is taken when the next look finds the same: an editor may save twice.
 */
@Singleton
class TemplateWatch {

  private final Templates templates;
  private Optional<FolderState> seen = Optional.empty();

  TemplateWatch(Templates templates) {
    this.templates = templates;
  }

  @Scheduled(
      every = "${registration.templates.watch-every:2s}",
      identity = "templates",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    templates.directory().ifPresent(this::look);
  }

  private synchronized void look(Path folder) {
    FolderState now = FolderState.of(folder);
    if (seen.equals(Optional.of(now)) && !templates.isOf(now)) {
      templates.reload(now);
    }
    seen = Optional.of(now);
  }
}
