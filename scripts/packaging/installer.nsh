; Offers Phaenthi under "Open with" for .gpkg, for this person only, and takes the ending from no one: what opens on a double click
; stays QGIS or whatever was chosen (docs/decisions/file-association.md). electron-builder inserts these two macros by their names.

!define PHAENTHI_CLASS "Software\Classes\Phaenthi.Workspace"
!define PHAENTHI_OFFERS "Software\Classes\.gpkg\OpenWithProgids"

!macro tellExplorer
  ; SHCNE_ASSOCCHANGED
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${PHAENTHI_CLASS}" "" "GeoPackage"
  WriteRegStr SHELL_CONTEXT "${PHAENTHI_CLASS}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "${PHAENTHI_CLASS}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegNone SHELL_CONTEXT "${PHAENTHI_OFFERS}" "Phaenthi.Workspace"
  !insertmacro tellExplorer
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "${PHAENTHI_OFFERS}" "Phaenthi.Workspace"
  DeleteRegKey /ifempty SHELL_CONTEXT "${PHAENTHI_OFFERS}"
  DeleteRegKey SHELL_CONTEXT "${PHAENTHI_CLASS}"
  !insertmacro tellExplorer
!macroend
