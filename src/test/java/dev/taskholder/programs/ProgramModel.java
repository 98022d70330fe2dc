package dev.taskholder.programs;

import dev.taskholder.Overflow;
import java.util.List;

/**
 * A random program.
 *
 * @param channels what the program's fibers share; an operation names one by its index
 * @param tasks the bodies of the tasks without a parent, numbered from 0; forked ones have the numbers that follow
 * @param outside what is done from outside while they run
 */
record ProgramModel(List<ChannelModel> channels, List<List<Op>> tasks, List<OutsideStep> outside) {
    record ChannelModel(int capacity, Overflow overflow) {}

    /** Lets {@code millis} pass, then does {@code op}, which does not wait. */
    record OutsideStep(long millis, Op op) {}
}
