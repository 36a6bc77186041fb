import { Injectable } from '@nestjs/common';
import { Eta } from 'eta';
import { PAGES, PARTIALS } from './templates/index.js';
import type { Frame, PageName, PageViews } from './views.js';

/** Turns a view into the HTML of a page. Everything that is put out by `<%=` is escaped. */
@Injectable()
export class Pages {
  private readonly eta = new Eta({ autoEscape: true });

  constructor() {
    for (const [name, template] of Object.entries({ ...PARTIALS, ...PAGES })) {
      this.eta.loadTemplate(`@${name}`, template);
    }
  }

  render<Name extends PageName>(name: Name, frame: Frame, view: PageViews[Name]): string {
    return this.eta.render(`@${name}`, { frame, view });
  }
}
