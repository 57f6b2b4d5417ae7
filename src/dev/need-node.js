// Plain JavaScript, so that any Node can say which one is missing.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `本项目的脚本需要 Node ≥ 22.19,当前是 ${process.versions.node}。\n` +
      '锁定的 Node 24 是开发依赖:请运行 npm install(若安装脚本被拦,再运行 npm rebuild node)。\n' +
      `The scripts of this project need Node >= 22.19, this is ${process.versions.node}.\n` +
      'The pinned Node 24 is a development dependency: run npm install (and npm rebuild node where install scripts were blocked).\n',
  )
  process.exitCode = 1
}
