/** The words about domains from modules. Apart from the others: few command lines need them. */
import type { Lang } from '../language';

const en = {
  notFound: (module: string) => `--domain: there is no module ${module} here. Give a path that begins with ./ or /, such as ./dist/index.js, or the name of an installed package.`,
  notLoaded: (module: string, why: string) => `--domain: the module ${module} cannot be loaded (${why}). Set FRIST_DEBUG=1 to see where.`,
  esModule: (module: string) => `--domain: ${module} is an ES module; give a CommonJS module.`,
  noDomain: (module: string) => `--domain: ${module} exports no domain: a value with name, eventTypes, registers, rules and windowTables.`,
  several: (module: string, names: string) => `--domain: ${module} exports several domains (${names}); it has to export the one that is meant as "domain" or as its default.`,
  otherCopy: (module: string) => `--domain: ${module} was made with another copy of @frist/event-sourcing, so nothing of it would be sealed. Install both beside each other, so that they share one.`,
  unusable: (module: string) => `--domain: the domain in ${module} is not complete: a register without decider or types, or a rule or report that is none. Set FRIST_DEBUG=1 to see where.`,
  sameName: (name: string) => `--domain: there are two domains named ${name}; each has a name of its own, also beside those of Frist.`,
  clash: (why: string) => `--domain: the domains do not go together: ${why}`,
  reserved: (report: string, option: string) => `--domain: the report ${report} takes a parameter ${option}, which is an option of the command itself.`,
};

const sv: typeof en = {
  notFound: (module) => `--domain: det finns ingen modul ${module} här. Ange en sökväg som börjar med ./ eller /, t.ex. ./dist/index.js, eller namnet på ett installerat paket.`,
  notLoaded: (module, why) => `--domain: modulen ${module} kan inte läsas in (${why}). Sätt FRIST_DEBUG=1 för att se var.`,
  esModule: (module) => `--domain: ${module} är en ES-modul; ange en CommonJS-modul.`,
  noDomain: (module) => `--domain: ${module} exporterar ingen domän: ett värde med name, eventTypes, registers, rules och windowTables.`,
  several: (module, names) => `--domain: ${module} exporterar flera domäner (${names}); den som avses måste exporteras som "domain" eller som default.`,
  otherCopy: (module) => `--domain: ${module} är gjord med ett annat exemplar av @frist/event-sourcing, så inget i den skulle förseglas. Installera båda bredvid varandra, så att de delar ett.`,
  unusable: (module) => `--domain: domänen i ${module} är inte fullständig: ett register utan decider eller types, eller en regel eller rapport som inte är någon. Sätt FRIST_DEBUG=1 för att se var.`,
  sameName: (name) => `--domain: det finns två domäner som heter ${name}; var och en har ett eget namn, också bredvid Frists.`,
  clash: (why) => `--domain: domänerna går inte ihop: ${why}`,
  reserved: (report, option) => `--domain: rapporten ${report} tar en parameter ${option}, som är en av kommandots egna flaggor.`,
};

/** The words about domains in a language. */
export const domainWordsOf = (lang: Lang): typeof en => (lang === 'sv' ? sv : en);
