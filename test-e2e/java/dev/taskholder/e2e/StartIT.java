package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start that fails says why, in a StartError, and leaves nothing behind. */
@InBrowser
final class StartIT {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # options                                                            | message begins with, of one browser or another
            { module: '/nowhere.wasm' }                                          | 404: there is no module at
            { module: '/test-e2e/pages/garbage.wasm' }                           | broken module:
            { module: await truncatedModule() }                                  | broken module:
            { module: '/test-e2e/pages/blank.html' }                             | broken module:
            { module: 'http://localhost:1/taskholder.wasm' }                     | unreachable:
            { worker: () => new Worker('/nowhere.js', { type: 'module' }) }      | 404: worker.js did not load;404: there is no script at
            { worker: () => new Worker('/web/wasm/nothing.js') }                 | 404: worker.js did not load;404: there is no script at
            { worker: () => new Worker('/web/index.js', { type: 'module' }), startTimeoutMs: 300 } | time-out:
            { worker: () => module('self.close()'), startTimeoutMs: 300 }        | time-out:
            { worker: () => doomedWorker('/test-e2e/pages/broken-worker.js') }   | broken worker:
            { worker: () => doomedWorker('/test-e2e/pages/importing-worker.js') } | 404: there is no script at;broken worker:
            { worker: () => module('export {') }                                 | 404: worker.js did not load
            { worker: () => module('import "/nowhere.js"') }                     | 404: worker.js did not load
            { worker: () => module('throw new Error("at once")') }               | broken module:
            { worker: () => doomedWorker('/test-e2e/pages/no-gc-worker.js') }    | no Wasm GC:
            { worker: () => terminated(), startTimeoutMs: 300 }                  | time-out:
            { worker: () => { throw new Error('no') } }                          | no worker:
            """)
    void failedStart_isExplained(String options, String beginning, Client client) {
        Map<?, ?> error = (Map<?, ?>) Objects.requireNonNull(client.runWithoutHolder("""
                const truncatedModule = async () => {
                  const bytes = await (await fetch("/web/wasm/taskholder.wasm")).arrayBuffer();
                  const half = new Blob([bytes.slice(0, bytes.byteLength / 2)], { type: "application/wasm" });
                  return URL.createObjectURL(half);
                };
                const module = (text) => {
                  const origin = text.replace('"/', `"${location.origin}/`);
                  return doomedWorker(URL.createObjectURL(new Blob([origin], { type: "text/javascript" })));
                };
                const terminated = () => {
                  const worker = new Worker("/worker.js", { type: "module" });
                  worker.terminate();
                  return worker;
                };
                return errorOf(TaskHolder.open(await eval(`(async () => (${args[0]}))()`)));
                """, options));

        assertThat(error.get("name")).isEqualTo("StartError");
        assertThat(error.get("code")).isEqualTo("LOAD_FAILED");
        assertThat(beginning.split(";"))
                .anySatisfy(
                        it -> assertThat(String.valueOf(error.get("message"))).startsWith(it));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # the page's policy                                | message
            worker-src 'none'                                  | CSP: the page's policy forbids the worker
            script-src 'self' blob: 'unsafe-inline'            | CSP: allow 'unsafe-eval' in script-src
            connect-src 'none'                                 | CSP: allow 'unsafe-eval' in script-src and the module's origin in connect-src
            """)
    void policyThatForbids_isNamed(String policy, String beginning, Client client) {
        Object message = client.runWithoutHolder("""
                // A worker from a blob is under the policy of its page.
                const text = `import "${location.origin}/worker.js"`;
                const worker = () => doomedWorker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
                const meta = document.createElement("meta");
                meta.httpEquiv = "Content-Security-Policy";
                meta.content = args[0];
                document.head.append(meta);
                return (await errorOf(TaskHolder.open({ worker }))).message;
                """, policy);

        assertThat(String.valueOf(message)).startsWith(beginning);
    }

    @Test
    void secondOpen_onDeadWorker_isStartError(Client client) {
        Object error = client.runWithoutHolder("""
                const worker = new Worker("/worker.js", { type: "module" });
                const holder = await TaskHolder.open({ worker: () => worker });
                await holder.close();
                const { name, code } = await errorOf(TaskHolder.open({ worker: () => worker, startTimeoutMs: 500 }));
                return [name, code];
                """);

        assertThat(error).isEqualTo(List.of("StartError", "LOAD_FAILED"));
    }

    @Test
    void failedStart_doesNotPreventTheNext(Client client) {
        Object ticks = client.runWithoutHolder("""
                await errorOf(TaskHolder.open({ module: "/nowhere.wasm" }));
                const holder = await TaskHolder.open();
                const ticks = await ticksOfAnother(holder, 2, 5);
                await holder.close();
                return ticks;
                """);

        assertThat(ticks).isEqualTo(2L);
    }
}
