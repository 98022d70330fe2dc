package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** Keeps the one answer to a pause or resume. */
final class RecordingAnswer implements Answer.Listener {
    private @Nullable Answer answer;

    @Override
    public void answered(Answer given) {
        if (answer != null) {
            throw new AssertionError("answered twice: " + answer + ", then " + given);
        }
        answer = given;
    }

    boolean isGiven() {
        return answer != null;
    }

    Answer answer() {
        if (answer == null) {
            throw new AssertionError("not answered yet");
        }
        return answer;
    }
}
