package dev.taskholder;

/** Keeps what became of a message. */
final class RecordingSend implements TaskHandle.SendListener {
    /** What {@code send} returned. */
    boolean isTaken;

    private int accepted;
    private int undelivered;

    /** {@code rejected}, {@code waiting}, {@code accepted} or {@code undelivered}. */
    String fate() {
        if (accepted + undelivered > (isTaken ? 1 : 0)) {
            throw new AssertionError("told " + accepted + " times accepted, " + undelivered + " times undelivered");
        }
        if (!isTaken) {
            return "rejected";
        }
        return accepted == 1 ? "accepted" : undelivered == 1 ? "undelivered" : "waiting";
    }

    @Override
    public void accepted() {
        accepted++;
    }

    @Override
    public void undelivered() {
        undelivered++;
    }
}
