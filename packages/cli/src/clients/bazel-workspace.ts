import type { Rig } from '../test-rig/rig.ts';

/** Folder of the Bazel workspace, relative to the rig's project. */
export const workspace = 'workspace';

/** Repositories that Bazel 4 would download, and the native rules that theirs hand on. */
const stubs: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  rules_cc: { 'cc/defs.bzl': ['cc_binary', 'cc_import', 'cc_library', 'cc_test', 'cc_toolchain', 'cc_toolchain_suite', 'objc_library'] },
  rules_java: { 'java/defs.bzl': ['java_binary', 'java_import', 'java_library', 'java_runtime', 'java_test', 'java_toolchain'] },
  rules_proto: { 'proto/defs.bzl': ['proto_lang_toolchain', 'proto_library'] },
};

const coverage = 'remote_coverage_tools';

/** Flags that put the stubs in the place of the real repositories. */
export const stubFlags = (rig: Rig): readonly string[] =>
  [...Object.keys(stubs), coverage].map((name) => `--override_repository=${name}=${rig.path(`stubs/${name}`)}`);

/** A Starlark rule that leaves a folder of files, and one that reads such a folder. */
const rules = `
def _forest(ctx):
    tree = ctx.actions.declare_directory(ctx.label.name)
    ctx.actions.run_shell(
        outputs = [tree],
        inputs = ctx.files.srcs,
        arguments = [tree.path] + [file.path for file in ctx.files.srcs],
        command = """
mkdir -p "$1/low/lower" && : > "$1/nothing" && cp "$2" "$1/low/lower/leaf" &&
printf '#!/bin/sh\\necho from the forest\\n' > "$1/low/tool" && chmod 755 "$1/low/tool" &&
for n in 1 2 3 4 5 6 7 8; do echo "tree $n" > "$1/low/$n"; done
""",
    )
    return [DefaultInfo(files = depset([tree]), runfiles = ctx.runfiles([tree]))]

forest = rule(implementation = _forest, attrs = {"srcs": attr.label_list(allow_files = True)})

def _census(ctx):
    count = ctx.actions.declare_file(ctx.label.name + ".txt")
    ctx.actions.run_shell(
        outputs = [count],
        inputs = ctx.files.forest,
        arguments = [ctx.files.forest[0].path, count.path],
        command = '{ find "$1/" -type f | wc -l; "$1/low/tool"; cat "$1/low/lower/leaf"; } > "$2"',
    )
    return [DefaultInfo(files = depset([count]))]

census = rule(implementation = _census, attrs = {"forest": attr.label()})
`;

/** How many slow actions \`//:pieces\` needs. */
export const pieces = 12;

const targets = (ranBroken: string): string => `
load(":rules.bzl", "census", "forest")

genrule(name = "copy", srcs = ["word.txt"], outs = ["copy.txt"], cmd = "cat $< > $@; echo copied >> $@")
genrule(
    name = "pair",
    srcs = [":copy", "odd/naïve name.txt"],
    outs = ["far/first.txt", "far/away/second.txt"],
    cmd = "cat $(location :copy) > $(location far/first.txt); cat $(location odd/naïve name.txt) > $(location far/away/second.txt)",
)
genrule(name = "script", srcs = ["word.txt"], outs = ["script.sh"], executable = 1, cmd = "printf '#!/bin/sh\\\\necho scripted ' > $@; cat $< >> $@; chmod 755 $@")
genrule(name = "scripted", outs = ["scripted.txt"], tools = [":script"], cmd = "$(location :script) > $@")
genrule(name = "large", srcs = ["word.txt"], outs = ["large.bin"], cmd = "{ cat $<; head -c 5000000 /dev/zero; } > $@")
genrule(name = "measured", srcs = [":large"], outs = ["measured.txt"], cmd = "wc -c < $< | tr -d ' ' > $@")
genrule(name = "hollow", srcs = ["word.txt"], outs = ["hollow.txt"], cmd = ": > $@")
forest(name = "forest", srcs = ["word.txt"])
census(name = "counted", forest = ":forest")
genrule(name = "source", srcs = ["word.txt"], outs = ["source.c"], cmd = "{ echo '#include \\"greet.h\\"'; echo 'const char *word(void) { return \\"'$$(cat $<)'\\"; }'; } > $@")
cc_library(name = "greet", srcs = [":source"], hdrs = ["greet.h"])
cc_binary(name = "program", srcs = ["main.c"], deps = [":greet"])
filegroup(name = "all_kinds", srcs = [":pair", ":scripted", ":measured", ":hollow", ":counted", ":program", ":script", ":forest", ":large"])

sh_test(name = "passes", size = "small", srcs = ["passes.sh"], data = [":copy", ":forest"])
sh_test(name = "fails", size = "small", srcs = ["fails.sh"])
sh_test(name = "hangs", size = "small", srcs = ["hangs.sh"])
genrule(name = "broken", srcs = ["word.txt"], outs = ["broken.txt"], cmd = "echo told on stderr: $$(cat $<) >&2; echo ran >> ${ranBroken} || :; exit 7")

[genrule(name = "piece%d" % n, srcs = ["word.txt"], outs = ["piece%d.txt" % n], cmd = "sleep 1.0625; { cat $<; echo piece %d; } > $@" % n) for n in range(${pieces})]
genrule(name = "pieces", srcs = [":piece%d" % n for n in range(${pieces})], outs = ["pieces.txt"], cmd = "cat $(SRCS) > $@")
`;

/** Writes the workspace and the stubs. Actions that ran \`//:broken\` on this machine leave a line in the project's file \`ran-broken\`. */
export function writeWorkspace(rig: Rig, word: string): void {
  for (const [name, files] of Object.entries(stubs)) {
    rig.write(`stubs/${name}/WORKSPACE`, '');
    for (const [path, natives] of Object.entries(files)) {
      rig.write(`stubs/${name}/${path}`, natives.map((rule) => `${rule} = native.${rule}\n`).join(''));
      rig.write(`stubs/${name}/${path.split('/')[0]}/BUILD`, '');
    }
  }
  rig.write(`stubs/${coverage}/WORKSPACE`, '');
  rig.write(`stubs/${coverage}/BUILD`, 'filegroup(name = "coverage_report_generator", visibility = ["//visibility:public"])\n');

  const write = (path: string, content: string, mode?: number): void => rig.write(`${workspace}/${path}`, content, mode);
  write('WORKSPACE', 'workspace(name = "clients")\n');
  write('rules.bzl', rules);
  write('BUILD', targets(rig.path('ran-broken')));
  write('odd/naïve name.txt', 'odd\n');
  write('greet.h', 'const char *word(void);\n');
  write('main.c', '#include <stdio.h>\n#include "greet.h"\nint main(void) { puts(word()); return 0; }\n');
  const script = (path: string, body: string): void => write(path, `#!/bin/sh\n# ${word}\n${body}\n`, 0o755);
  script('passes.sh', 'echo the test was here; test -s copy.txt && test -x forest/low/tool && touch "$TEST_TMPDIR/mine"');
  script('fails.sh', 'echo the reason of the failure; exit 3');
  script('hangs.sh', 'echo said before it hung; sleep 50; echo never said');
  writeWord(rig, word);
}

/** Changes the one input that nearly every action of the workspace depends on. */
export function writeWord(rig: Rig, word: string): void {
  rig.write(`${workspace}/word.txt`, `${word}\n`);
}
