package dev.taskholder.programs;

import dev.taskholder.Overflow;
import dev.taskholder.programs.ProgramModel.ChannelModel;
import dev.taskholder.programs.ProgramModel.OutsideStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Draws programs. The same seed and mix give the same program. */
final class ProgramGenerator {
    private static final int DEEPEST = 3;
    private static final int MOST_TASKS = 9;
    private static final List<Op.Order> ORDERS =
            List.of(Op.Order.PAUSE, Op.Order.PAUSE, Op.Order.RESUME, Op.Order.RESUME, Op.Order.RESUME, Op.Order.CANCEL);

    private final Random random;
    private final Mix mix;
    private final List<ChannelModel> channels;
    private int tasks;
    private int places = 100; // far from the numbers of tasks, which are places too

    private ProgramGenerator(long seed, Mix mix) {
        this.random = new Random(seed * 31 + 7); // seeds in a row would begin alike
        this.mix = mix;
        this.channels = listOf(1 + random.nextInt(3), this::channel);
    }

    static ProgramModel program(long seed, Mix mix) {
        return new ProgramGenerator(seed, mix).program();
    }

    private ProgramModel program() {
        int roots = 2 + random.nextInt(3);
        tasks = roots;
        List<List<Op>> bodies = listOf(roots, () -> body(0));
        List<OutsideStep> outside = listOf(mix.isDisturbed() ? 12 : 0, this::outsideStep);
        return new ProgramModel(channels, bodies, outside);
    }

    private ChannelModel channel() {
        int capacity = pick(mix.capacities());
        return new ChannelModel(capacity, capacity == 0 ? Overflow.SUSPEND : pick(mix.overflows()));
    }

    private List<Op> body(int depth) {
        List<Integer> forked = new ArrayList<>();
        int length = 2 + random.nextInt(depth == 0 ? 8 : 5);
        return listOf(length, () -> op(depth, forked));
    }

    private Op op(int depth, List<Integer> forked) {
        int draw = random.nextInt(100);
        if (draw < 22) {
            return new Op.Send(anyChannel(), Op.FOREVER);
        }
        if (draw < 44) {
            return new Op.Receive(anyChannel(), Op.FOREVER);
        }
        if (draw < 60) {
            return impatient();
        }
        if (draw < 68) {
            return select();
        }
        if (draw < 78) {
            return new Op.Sleep(random.nextInt(5));
        }
        if (draw < 81) {
            return random.nextInt(3) == 0 ? new Op.Discard(anyChannel()) : new Op.Close(anyChannel());
        }
        if (draw < 94) {
            return nested(depth, forked);
        }
        if (mix.isDisturbed()) {
            return random.nextInt(3) == 0 ? new Op.Fail() : command();
        }
        return new Op.Sleep(random.nextInt(3));
    }

    private Op impatient() {
        return switch (random.nextInt(4)) {
            case 0 -> new Op.TrySend(anyChannel());
            case 1 -> new Op.TryReceive(anyChannel());
            case 2 -> new Op.Send(anyChannel(), random.nextInt(4));
            default -> new Op.Receive(anyChannel(), random.nextInt(4));
        };
    }

    private Op select() {
        List<Integer> several = listOf(1 + random.nextInt(3), this::anyChannel);
        List<Integer> cases =
                mix.isDisturbed() ? several : several.stream().distinct().toList(); // twice is an error in Kotlin
        return new Op.Select(cases, random.nextBoolean() ? Op.FOREVER : random.nextInt(5));
    }

    private Op nested(int depth, List<Integer> forked) {
        if (!forked.isEmpty() && random.nextInt(3) == 0) {
            return new Op.Join(pick(forked));
        }
        if (depth >= DEEPEST) {
            return new Op.Sleep(1);
        }
        if (random.nextInt(5) < 3 && tasks < MOST_TASKS) {
            int child = tasks++;
            forked.add(child);
            return new Op.Fork(child, body(depth + 1));
        }
        Op.Kind kind = pick(mix.kinds());
        boolean hasLimit = kind == Op.Kind.LIMIT || kind == Op.Kind.SHIELD;
        return new Op.Within(
                places++, kind, hasLimit ? random.nextInt(7) : Op.FOREVER, random.nextBoolean(), body(depth + 1));
    }

    private Op command() {
        return new Op.Command(pick(ORDERS), random.nextInt(MOST_TASKS));
    }

    private OutsideStep outsideStep() {
        Op op = switch (random.nextInt(12)) {
            case 0 -> new Op.TrySend(anyChannel());
            case 1 -> new Op.TryReceive(anyChannel());
            case 2 -> new Op.Close(anyChannel());
            default -> command();
        };
        return new OutsideStep(random.nextInt(4), op);
    }

    private int anyChannel() {
        return random.nextInt(channels.size());
    }

    private <T> T pick(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    private static <T> List<T> listOf(int size, Supplier<T> drawn) {
        return IntStream.range(0, size).mapToObj(i -> drawn.get()).toList();
    }
}
