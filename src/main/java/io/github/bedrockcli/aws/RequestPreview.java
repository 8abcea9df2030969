package io.github.bedrockcli.aws;

import java.net.URI;
import java.util.List;
import java.util.SortedMap;

/** A request as it would go over the wire, before signing; headers that carry a signature or a secret are left out. */
public record RequestPreview(String method, URI uri, SortedMap<String, List<String>> headers, String body) {}
