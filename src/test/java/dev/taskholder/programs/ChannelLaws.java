package dev.taskholder.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Overflow;
import dev.taskholder.programs.ProgramModel.ChannelModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The laws C1, C2 and C3 of one channel, seen from the history alone. */
final class ChannelLaws {
    /** An element going in or coming out, somewhere between two steps. */
    private record Passing(int element, int from, int to, boolean wasHeld) {}

    private final int channel;
    private final ChannelModel model;
    private final List<History.Step> steps;
    private final List<OpCall> calls;
    private final Holding holding;

    private ChannelLaws(
            int channel, ChannelModel model, List<History.Step> steps, List<OpCall> calls, Holding holding) {
        this.channel = channel;
        this.model = model;
        this.steps = steps;
        this.calls = calls;
        this.holding = holding;
    }

    static void check(ProgramModel program, List<History.Step> steps) {
        List<OpCall> calls = OpCall.of(steps);
        Holding holding = new Holding(steps, calls);
        for (int i = 0; i < program.channels().size(); i++) {
            new ChannelLaws(i, program.channels().get(i), steps, calls, holding).check();
        }
    }

    private void check() {
        checkC3_sizeIsWithinCapacity();
        checkC2_acceptedIsReceivedOrReportedOnce();
        checkC2_nobodyWaitsForWhatIsThere();
        checkC1_whatWentInBeforeComesOutBefore();
        checkC1_thoseWhoWaitAreServedInOrder();
    }

    private void checkC3_sizeIsWithinCapacity() {
        assertThat(steps)
                .as("C3: size of channel %d", channel)
                .allMatch(step -> channel >= step.sizes().size() || step.sizes().get(channel) <= model.capacity());
    }

    private void checkC2_acceptedIsReceivedOrReportedOnce() {
        List<Integer> accepted = ins().map(Passing::element).sorted().toList();
        List<Integer> known =
                Stream.concat(outs(), reported()).map(Passing::element).sorted().toList();
        assertThat(known)
                .as("C2: what came out of channel %d, or was reported, is what was accepted", channel)
                .isEqualTo(accepted);
    }

    /** At the quiet step nothing is held: who still waits then waits rightly. */
    private void checkC2_nobodyWaitsForWhatIsThere() {
        int quiet = IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).event() instanceof HistoryEvent.Quiet)
                .findFirst()
                .orElseThrow();
        List<OpCall> waiting = calls.stream()
                .filter(call -> call.start() < quiet && call.end() > quiet)
                .toList();
        boolean isReceiverWaiting = waiting.stream().anyMatch(this::wouldReceive);
        boolean isSenderWaiting =
                waiting.stream().anyMatch(call -> call.op() instanceof Op.Send send && send.channel() == channel);
        int size = steps.get(quiet).sizes().get(channel);
        boolean isClosed = calls.stream()
                .anyMatch(call -> call.end() < quiet
                        && (call.op().equals(new Op.Close(channel)) || call.op().equals(new Op.Discard(channel))));
        if (isReceiverWaiting) {
            assertThat(size)
                    .as("C2: inside channel %d, where one waits to receive", channel)
                    .isZero();
            assertThat(isSenderWaiting)
                    .as("C2: one waits to send into channel %d while one waits to receive", channel)
                    .isFalse();
            assertThat(isClosed)
                    .as("C2: channel %d is closed while one waits to receive", channel)
                    .isFalse();
        }
        if (isSenderWaiting) {
            assertThat(size)
                    .as("C2: inside channel %d, where one waits to send", channel)
                    .isEqualTo(model.capacity());
        }
    }

    /**
     * If a send had returned before another began, its element is not taken by a receive that began after the other's element had
     * been received. True under pauses too.
     */
    private void checkC1_whatWentInBeforeComesOutBefore() {
        List<Passing> ins = ins().toList();
        List<Passing> outs = inOrderOut().toList();
        for (Passing out : outs) {
            for (Passing later : outs) {
                if (out.to < later.from) {
                    assertThat(in(ins, later.element).to)
                            .as("C1: channel %d gave %d before %d", channel, out.element, later.element)
                            .isGreaterThan(in(ins, out.element).from);
                }
            }
        }
    }

    /** Of those that were not held meanwhile, who sent first is received first, and who came to receive first gets it (waiters too). */
    private void checkC1_thoseWhoWaitAreServedInOrder() {
        List<Passing> ins = ins().toList();
        List<Integer> placesInLine = inOrderOut()
                .filter(out -> !out.wasHeld && !in(ins, out.element).wasHeld)
                .sorted(Comparator.comparingInt(Passing::from))
                .map(out -> in(ins, out.element).from)
                .toList();
        assertThat(placesInLine)
                .as("C1: when the elements that channel %d gave were sent", channel)
                .isSorted();
    }

    private static Passing in(List<Passing> ins, int element) {
        return ins.stream().filter(in -> in.element == element).findFirst().orElseThrow();
    }

    private Stream<Passing> ins() {
        return calls.stream()
                .filter(call -> call.has(Seen.Result.DONE) && channelOfSend(call.op()) == channel)
                .map(call -> passing(call, call.element()));
    }

    private Stream<Passing> outs() {
        return calls.stream()
                .filter(call -> call.seen().channel() == channel)
                .map(call -> passing(call, call.seen().element()));
    }

    private Stream<Passing> reported() {
        List<Passing> reported = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).event() instanceof HistoryEvent.Undelivered undelivered
                    && undelivered.channel() == channel) {
                reported.add(new Passing(undelivered.element(), i, i, false));
            }
        }
        return reported.stream();
    }

    /** What left by the head of the queue; DROP_LATEST drops at its tail. */
    private Stream<Passing> inOrderOut() {
        return model.overflow() == Overflow.DROP_LATEST ? outs() : Stream.concat(outs(), reported());
    }

    private Passing passing(OpCall call, int element) {
        return new Passing(element, call.start(), call.end(), holding.wasHeldDuring(call));
    }

    private static int channelOfSend(Op op) {
        if (op instanceof Op.Send send) {
            return send.channel();
        }
        return op instanceof Op.TrySend send ? send.channel() : Seen.NONE;
    }

    private boolean wouldReceive(OpCall call) {
        return (call.op() instanceof Op.Receive receive && receive.channel() == channel)
                || (call.op() instanceof Op.Select select && select.channels().contains(channel));
    }
}
