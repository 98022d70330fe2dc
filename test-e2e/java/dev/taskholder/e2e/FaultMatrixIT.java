package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each fault while everything waits that can wait: a result, a pause, a resume, a cancel, 1 000 sends, a request, a reader, a stream and a
 * close. Every promise settles with the right error, within 5 turns of the event loop and 1 s of the page's finding out; nothing is left
 * that nobody caught; the next spawn works where a worker can be had.
 * What waits and how it has to settle stands in {@code test-e2e/pages/suffer.js}; a fault is one line here.
 */
@InBrowser
final class FaultMatrixIT {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # fault                            | as JavaScript                                                          | code        | next spawn
            script 404                         | startBy(() => new Worker('/nowhere.js', { type: 'module' }))           | LOAD_FAILED | works
            module 404                         | startBy(() => workerOf('/nowhere.wasm'))                               | LOAD_FAILED | works
            module truncated                   | startBy(() => workerOf(truncated))                                     | LOAD_FAILED | works
            module that is none                | startBy(() => workerOf('/test-e2e/pages/garbage.wasm'))                | LOAD_FAILED | works
            no worker                          | startBy(() => { throw new Error('no') })                               | LOAD_FAILED | works
            CSP refuses                        | startBy(forbiddenWorker)                                               | LOAD_FAILED | LOAD_FAILED
            start time-out                     | startBy(() => new Worker('/web/index.js', { type: 'module' }))         | LOAD_FAILED | works
            kill during start                  | strikeTheStartBy(({ neighbour }) => neighbour.terminate())             | WORKER_LOST | works
            kill during 1 000 pending sends    | strikeBy(({ neighbour }) => neighbour.terminate())                     | WORKER_LOST | works
            kill of one that is stuck          | breakBy('stuck', {}, { killAfterMs: 300 })                             | WORKER_LOST | works
            null trap, strict off              | breakBy('trap', { kind: 'null' }, { module: '/e2e/e2e-loose.wasm' })   | WORKER_LOST | works
            stack overflow                     | breakBy('trap', { kind: 'stack' })                                     | WORKER_LOST | works
            out of memory                      | breakBy('trap', { kind: 'memory' })                                    | WORKER_LOST | works
            close() of the worker              | strikeFirstBy(() => crash('close'), crashingWorker)                    | WORKER_LOST | works
            throw in a callback of the worker  | strikeFirstBy(() => crash(), crashingWorker)                           | WORKER_LOST | works
            message the worker cannot read     | strikeFirstBy(({ worker }) => worker.postMessage(unreadable))          | WORKER_LOST | works
            message the page cannot read       | strikeBy(({ worker }) => worker.dispatchEvent(new Event('messageerror'))) | WORKER_LOST | works
            malformed message about each task  | strikeBy(slander)                                                      | PROTOCOL | works
            Java exception that nobody catches | bodyOf('thrower', { message: 'boom' })                                 | FAILED | works
            null dereference, strict           | bodyOf('trap', { kind: 'null' })                                       | FAILED | works
            page function that throws          | pageFunctionThrows()                                                   | FAILED | works
            wrong input                        | bodyOf('stream', { count: 'ten' })                                     | FAILED | works
            unknown task                       | bodyOf('nobody', null)                                                 | UNKNOWN_TASK | works
            """)
    void fault_settlesEveryPromise(String name, String fault, String code, String next, Client client) {
        // Only who waits for it has to wait.
        int startTimeoutMs = name.equals("start time-out") ? 5_000 : 30_000;

        Object flaws = client.runWithoutHolder("""
                const faults = await import("/test-e2e/pages/faults.js");
                const { startBy, strikeTheStartBy, strikeBy, strikeFirstBy, breakBy, bodyOf, workerOf, forbiddenWorker, crashingWorker, crash, slander,
                  pageFunctionThrows } = faults;
                const truncated = await faults.truncatedModule();
                const unreadable = await faults.unreadable();
                return (await import("/test-e2e/pages/suffer.js")).suffer(eval(args[0]), args[1], args[2], args[3]);
                """, fault, code, next, startTimeoutMs);

        assertThat(flaws).isEqualTo(List.of());
    }
}
