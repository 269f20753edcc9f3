// What ag-grid.js is made of: the parts of AG Grid Community 36.2.0 (MIT, ag-grid.LICENSE.txt) that grid.js needs. To make it anew:
//   npm install ag-grid-community@36.2.0 esbuild
//   npx esbuild ag-grid.entry.js --bundle --minify --format=esm --target=es2022 --legal-comments=none --outfile=ag-grid.js
import {
  CellApiModule, CellStyleModule, ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, CustomFilterModule,
  EventApiModule, LocaleModule, ModuleRegistry, RenderApiModule, RowApiModule, RowSelectionModule, RowStyleModule, ScrollApiModule,
  TooltipModule,
} from "ag-grid-community";

export { createGrid, themeQuartz } from "ag-grid-community";

ModuleRegistry.registerModules([
  CellApiModule, CellStyleModule, ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, CustomFilterModule,
  EventApiModule, LocaleModule, RenderApiModule, RowApiModule, RowSelectionModule, RowStyleModule, ScrollApiModule, TooltipModule,
]);
