export const map = {
  label: 'Map: {n} live incidents. Arrow keys pan, plus and minus zoom',
  note: 'Schematic',
  controls: 'Map controls',
  fitted: 'The map follows the incidents',
  refit: 'Let the map follow again',
  back: 'Back to the earlier view',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  heat: 'Last 24 hours',
  reach: '{n} min reach',
}
