// SPDX-License-Identifier: EUPL-1.2
// Bundles the style sheets, drops what no template uses, and writes them into
// ../static, where they are committed: building the program needs no Node.
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";
import { writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const sheets = {
  app: ["../page/{client,parts,talk}.templ", "../parts/*.html", "../portal/*.html", "../error/*.html"],
  desk: ["../page/{desk,parts,list}.templ", "../parts/*.html", "../desk/*.html", "../error/*.html"],
  preview: ["../preview/*.html"],
};

for (const [name, content] of Object.entries(sheets)) {
  const bundled = await build({ entryPoints: [`${name}.css`], bundle: true, write: false, minify: false, legalComments: "inline", metafile: true });
  const [purged] = await new PurgeCSS().purge({
    content, css: [{ raw: bundled.outputFiles[0].text }],
    safelist: [/^(larger|airy|inside|only)$/, /^(crisis|late|today|client)$/, /^s[1-4]$/], variables: false,
  });
  const small = await build({ stdin: { contents: purged.css, loader: "css" }, write: false, minify: true, legalComments: "none" });
  const borrowed = Object.keys(bundled.metafile.inputs).some((file) => file.includes("@utrecht/"));
  const licence = !borrowed ? "" : "/*! Holds components of @utrecht/component-library-css, (c) Gemeente Utrecht and Frameless B.V., EUPL-1.2 */\n";
  const text = licence + small.outputFiles[0].text;
  await writeFile(`../static/${name}.css`, text);
  console.log(`${name}.css ${text.length} bytes, ${gzipSync(text, { level: 9 }).length} gzip`);
}
