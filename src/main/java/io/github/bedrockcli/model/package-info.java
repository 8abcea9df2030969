/** Our own values: model ids, prompts, media, parameters, replies. Knows neither AWS nor the command line. */
@NullMarked
package io.github.bedrockcli.model;

import org.jspecify.annotations.NullMarked;
