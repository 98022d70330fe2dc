package dev.taskholder.server;

import java.nio.file.Path;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContentFactory;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Answers a request with a file of the folder, read afresh: {@code mvn compile} may replace it at any time. */
final class SiteFiles extends ResourceHandler {
    SiteFiles(Path root) {
        setBaseResource(
                ResourceFactory.of(this).newResource(root.toAbsolutePath().normalize()));
        setDirAllowed(false);
        setEtags(true);
    }

    /** No cache and no memory mapping: reading a mapped file that shrinks meanwhile is an error of the JVM. */
    @Override
    protected HttpContent.Factory newHttpContentFactory(ByteBufferPool.Sized buffers) {
        return new ResourceHttpContentFactory(getBaseResource(), getMimeTypes(), buffers);
    }
}
