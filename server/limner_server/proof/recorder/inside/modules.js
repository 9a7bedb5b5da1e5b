// Loads the modules of the workspace anew each time, those of packages once: shared text, put
// before `cases.cjs`.

const OPEN = '(function (exports, require, module, __filename, __dirname) {';
const SUFFIXES = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx', '.json'];
const OTHERS = { '.js': ['.ts', '.tsx', '.jsx'], '.mjs': ['.mts'], '.cjs': ['.cts'], '.jsx': ['.tsx'] };
const MODULE_SYNTAX = /import statement|import\.meta|Unexpected token 'export'|await is only valid/;

// `texts` are what files say instead of what is on the disk, `aliases` files by importer and name.
function loaderOf({ fs, path, vm, Module, url, root, aliases }) {
  const texts = new Map();
  const prepared = new Map();
  const packages = new Map();
  const translated = translatorOf(fs, path, Module);

  const isOwn = (file) => file.startsWith(`${root}${path.sep}`) && !file.includes(`${path.sep}node_modules${path.sep}`);
  const isFile = (file) => texts.has(file) || (fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false);

  function fileOf(target) {
    const suffix = path.extname(target);
    const names = [target, ...(OTHERS[suffix] ?? []).map((one) => target.slice(0, -suffix.length) + one)];
    names.push(...SUFFIXES.map((one) => target + one), ...SUFFIXES.map((one) => path.join(target, `index${one}`)));
    return names.find(isFile);
  }

  // The file of the workspace that a name means; undefined for a module of Node.js or a package.
  function resolved(name, from) {
    if (Module.isBuiltin(name)) return undefined;
    const alias = aliases[from]?.[name];
    if (alias) return alias;
    if (name.startsWith('file:')) return url.fileURLToPath(name);
    if (/^\.{0,2}\//.test(name) || name === '.' || name === '..') {
      const found = fileOf(path.resolve(path.dirname(from), name));
      return found && isOwn(found) ? found : undefined;
    }
    try {
      const found = Module.createRequire(from).resolve(name);
      return isOwn(found) ? found : undefined;
    } catch {
      return undefined;
    }
  }

  function typeOf(file) {
    const suffix = path.extname(file);
    if (suffix === '.json') return 'json';
    if (/^\.m[jt]s$/.test(suffix)) return 'module';
    if (/^\.c[jt]s$/.test(suffix)) return 'commonjs';
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const settings = path.join(folder, 'package.json');
      if (isFile(settings)) {
        try {
          if (JSON.parse(fs.readFileSync(settings, 'utf8')).type === 'module') return 'module';
        } catch {
          // Then it says nothing.
        }
        return '';
      }
      if (folder === path.dirname(folder)) return '';
    }
  }

  // What a file comes to: `{ type, code, map, text, script }`.
  function prepare(file) {
    const text = texts.get(file) ?? fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    const known = prepared.get(file);
    if (known?.text === text) return known;
    let type = typeOf(file);
    let [code, map] = [text.replace(/^#!/, '//'), null];
    if (/\.(?:[cm]?tsx?|jsx)$/.test(file)) ({ code, map } = translated(file, code));
    let script = null;
    if (type !== 'module' && type !== 'json') {
      try {
        script = scriptOf(file, code);
      } catch (error) {
        if (type === 'commonjs' || !MODULE_SYNTAX.test(error.message)) throw error;
        type = 'module';
      }
    }
    const one = { file, type: type || 'commonjs', code, map, text, script };
    prepared.set(file, one);
    return one;
  }

  function scriptOf(file, code) {
    const importModuleDynamically = (name) => fresh.current.dynamic(name, file);
    // In this function what it loads is anew each time, though the script is compiled once.
    return new vm.Script(`${OPEN}${code}\n})`, { filename: file, importModuleDynamically });
  }

  const fresh = { current: null };

  // All modules of the workspace, loaded anew.
  function instance() {
    const required = new Map();
    const modules = new Map();
    const self = { dynamic, load, require: requireFor };
    fresh.current = self;

    function requireFor(from) {
      const real = Module.createRequire(from);
      const require = (name) => {
        const file = resolved(name, from);
        return file ? commonjs(file).exports : real(name);
      };
      return Object.assign(require, { resolve: (name) => resolved(name, from) ?? real.resolve(name), cache: {} });
    }

    function commonjs(file) {
      const known = required.get(file);
      if (known) return known;
      const one = prepare(file);
      const module = { exports: {}, id: file, filename: file, loaded: false, children: [], paths: [] };
      required.set(file, module);
      if (one.type === 'json') module.exports = JSON.parse(one.text);
      else if (one.type === 'module') throw new Error(`require() of an ES module, ${path.basename(file)}`);
      else one.script.runInThisContext()(...[module.exports, requireFor(file), module, file, path.dirname(file)]);
      module.loaded = true;
      return module;
    }

    function moduleFor(file) {
      const known = modules.get(file);
      if (known) return known;
      const one = prepare(file);
      const made = one.type === 'module' ? sourceModule(one) : wrapped(commonjs(file).exports);
      modules.set(file, made);
      return made;
    }

    function sourceModule({ file, code }) {
      return new vm.SourceTextModule(code, {
        identifier: file,
        importModuleDynamically: (name) => dynamic(name, file),
        initializeImportMeta(meta) {
          Object.assign(meta, { url: url.pathToFileURL(file).href, filename: file, dirname: path.dirname(file) });
        },
      });
    }

    const link = (name, { identifier }) => {
      const file = resolved(name, identifier);
      return file ? moduleFor(file) : ofPackage(name, identifier);
    };

    async function dynamic(name, from) {
      const file = resolved(name, from);
      return file ? evaluated(moduleFor(file)) : ofPackage(name, from);
    }

    async function evaluated(module) {
      if (module.status === 'unlinked') await module.link(link);
      await module.evaluate({ timeout: LOADING * 1000 });
      return module;
    }

    // The exports of a file: `{ names, value }`.
    async function load(file) {
      const one = prepare(file);
      if (one.type !== 'module') return { value: commonjs(file).exports, isModule: false };
      return { value: (await evaluated(moduleFor(file))).namespace, isModule: true };
    }

    return self;
  }

  function wrapped(value) {
    const isHolder = value !== null && (typeof value === 'object' || typeof value === 'function');
    const names = isHolder ? Object.keys(value).filter((name) => name !== 'default') : [];
    return new vm.SyntheticModule([...names, 'default'], function () {
      for (const name of names) this.setExport(name, value[name]);
      this.setExport('default', value);
    });
  }

  async function ofPackage(name, from) {
    const key = Module.isBuiltin(name) ? name : `${path.dirname(from)}\n${name}`;
    if (!packages.has(key)) packages.set(key, await fromPackage(name, from));
    return packages.get(key);
  }

  async function fromPackage(name, from) {
    const namespace = await importedBy(name, from);
    const names = Object.keys(namespace);
    const module = new vm.SyntheticModule(names, function () {
      for (const one of names) this.setExport(one, namespace[one]);
    });
    await module.link(() => {});
    await module.evaluate();
    return module;
  }

  function importedBy(name, from) {
    if (Module.isBuiltin(name)) return import(name);
    const byDefault = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    if (!byDefault) return import(url.pathToFileURL(Module.createRequire(from).resolve(name)).href);
    const asked = new vm.Script(`import(${JSON.stringify(name)})`, { filename: from, importModuleDynamically: byDefault });
    return asked.runInThisContext();
  }

  return {
    instance,
    prepare,
    say(file, text) {
      texts.set(file, text);
    },
  };
}
