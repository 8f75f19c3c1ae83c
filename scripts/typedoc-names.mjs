// Gives the modules of the reference the names people import, instead of the folders they are built from.
export const load = (app) => {
  app.converter.on('resolveBegin', ({ project }) => {
    for (const module of project.children ?? []) {
      const short = module.name.replace(/\/src$/, '');
      module.name = short === 'frist' ? short : `@frist/${short}`;
    }
  });
};
